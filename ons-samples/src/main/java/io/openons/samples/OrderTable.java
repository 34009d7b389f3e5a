package io.openons.samples;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The shop's database: orders, and a stock that never falls below 0. H2 keeps it in memory as long as this object is
 * open. Thread-safe.
 */
final class OrderTable implements AutoCloseable {

    private final Connection connection;

    OrderTable() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders (id VARCHAR(64) PRIMARY KEY, pieces INT NOT NULL)");
            statement.execute("CREATE TABLE stock (pieces INT NOT NULL)");
            statement.execute("INSERT INTO stock VALUES (0)");
        }
        connection.setAutoCommit(false);
    }

    /** Adds pieces to the stock. */
    synchronized void restock(int pieces) throws SQLException {
        changeStock(pieces);
        connection.commit();
    }

    /**
     * Stores the order and takes its pieces from the stock, in one transaction. Rolls it back when the order is stored
     * already or the stock is too small; the table is then as before.
     *
     * @throws SQLException says why the transaction was rolled back
     */
    synchronized void insert(Order order) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO orders VALUES (?, ?)")) {
            insert.setString(1, order.id());
            insert.setInt(2, order.pieces());
            insert.executeUpdate();
            changeStock(-order.pieces());
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    private void changeStock(int pieces) throws SQLException {
        String sql = "UPDATE stock SET pieces = pieces + ? WHERE pieces + ? >= 0";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setInt(1, pieces);
            update.setInt(2, pieces);
            if (update.executeUpdate() == 0) {
                throw new SQLException("fewer than " + -pieces + " pieces in stock");
            }
        }
    }

    /** Whether a transaction with this order was committed. */
    synchronized boolean contains(String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM orders WHERE id = ?")) {
            select.setString(1, id);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }
}
